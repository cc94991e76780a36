package campus.courses.application;

import campus.courses.domain.Course;
import campus.shared.application.write.Entities;
import campus.shared.domain.name.Id;

/** The courses, each with its number of taken seats. */
public interface Courses extends Entities<Id<Course>, Course> {}
