package campus.server.composition;

import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import campus.staff.application.Employees;
import campus.staff.application.StaffUseCases;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

@Factory
final class StaffBeans {

  @Singleton
  StaffUseCases staff(
      Transactions transactions, Employees employees, IdGenerator ids, Clock clock) {
    return StaffUseCases.create(transactions, employees, ids, clock);
  }
}
