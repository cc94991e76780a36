package campus.staff.domain;

import campus.shared.domain.ResourceType;

/** The kinds of resource of this context, by the names that the contract gives them. */
public final class StaffResources {

  public static final ResourceType EMPLOYEE = new ResourceType("Employee", "employees/{employee}");

  private StaffResources() {}
}
