package campus.staff.persistence;

import campus.shared.application.write.Transactions;
import campus.shared.persistence.entities.KeptColumns;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
final class StaffCounts extends KeptColumns {

  StaffCounts(Statements statements, Transactions transactions) {
    super(
        statements,
        transactions,
        List.of(
            new Count(
                "employees",
                "subordinate_count",
                "SELECT manager_id AS id, count(*) AS n FROM employees"
                    + " WHERE {id} AND manager_id IS NOT NULL GROUP BY manager_id")));
  }
}
