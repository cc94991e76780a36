package campus.shared.domain;

/** What a user may do beyond what everybody may. ADMIN may do everything. */
public enum Role {
  MEMBER,
  LIBRARIAN,
  REGISTRAR,
  HR,
  CASHIER,
  ADMIN
}
