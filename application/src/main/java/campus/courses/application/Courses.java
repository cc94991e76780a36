package campus.courses.application;

import campus.courses.domain.Course;
import campus.courses.domain.CourseId;
import campus.shared.application.Entities;

/** The courses, each with the number of its taken seats. */
public interface Courses extends Entities<CourseId, Course> {}
