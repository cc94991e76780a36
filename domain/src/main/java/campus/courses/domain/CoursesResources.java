package campus.courses.domain;

import campus.shared.domain.name.ResourceType;

/** The resource types of this context, by their names in the contract. */
public final class CoursesResources {

  public static final ResourceType STUDENT = new ResourceType("Student", "students/{student}");
  public static final ResourceType COURSE = new ResourceType("Course", "courses/{course}");
  public static final ResourceType ENROLLMENT =
      new ResourceType("Enrollment", "enrollments/{enrollment}");

  private CoursesResources() {}
}
