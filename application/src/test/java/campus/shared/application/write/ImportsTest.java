package campus.shared.application.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.application.call.Caller;
import campus.shared.application.testing.InMemoryTransactions;
import campus.shared.application.write.Imports.Imported;
import campus.shared.application.write.Imports.Row;
import campus.shared.domain.error.AlreadyExists;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportsTest {

  private static final UserId USER = new UserId(new UUID(1, 1));
  private static final Caller LIBRARIAN = new Caller(USER, Set.of(Role.LIBRARIAN), null);

  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final Map<String, Boolean> saved = transactions.table();
  private final Set<Role> roles = EnumSet.of(Role.LIBRARIAN, Role.ADMIN);
  private final Imports imports = new Imports(transactions, this::require);
  private int attempts;

  private void require(Caller caller, Role role) {
    if (!roles.contains(role)) {
      throw new NotAllowed("no longer " + role);
    }
  }

  private void add(List<String> texts) {
    attempts++;
    for (var text : texts) {
      if (text.equals("conflict")) {
        throw new Conflict(Reason.CONFLICT, "try again");
      }
      if (saved.put(text, true) != null) {
        throw new AlreadyExists(Reason.LABEL_TAKEN, "text", "text: is taken");
      }
    }
  }

  private Imported save(Caller caller, String... texts) {
    var rows = IntStream.range(0, texts.length).mapToObj(i -> new Row<>(10 + i, texts[i])).toList();
    return imports.save(caller, Role.LIBRARIAN, rows, this::add);
  }

  @Test
  void savesAllButWhatIsRefused() {
    var imported = save(LIBRARIAN, "a", "b", "a", "c", "d", "b");

    assertThat(imported.created()).isEqualTo(4);
    assertThat(imported.refusals()).containsOnlyKeys(12, 15);
    assertThat(saved.keySet()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void triesOnceWhatIsRightAndFewTimesWhatIsAlmost() {
    var rows = IntStream.range(0, 100).mapToObj(String::valueOf).toArray(String[]::new);

    assertThat(save(LIBRARIAN, rows).created()).isEqualTo(100);
    assertThat(attempts).isEqualTo(1);
    attempts = 0;
    for (int i = 0; i < 99; i++) {
      rows[i] = "other " + rows[i];
    }
    assertThat(save(LIBRARIAN, rows).refusals()).containsOnlyKeys(109);
    assertThat(attempts).isLessThan(20);
  }

  @Test
  void otherErrorsSaveNothingOfTheChunk() {
    assertThatThrownBy(() -> save(LIBRARIAN, "a", "conflict")).isInstanceOf(Conflict.class);

    assertThat(saved).isEmpty();
  }

  @Test
  void callersKeepTheRoleThatTheyCameWith() {
    var admin = new Caller(USER, Set.of(Role.LIBRARIAN, Role.ADMIN), null);
    roles.remove(Role.ADMIN);

    assertThat(save(LIBRARIAN, "a").created()).isEqualTo(1);
    // As ADMIN they could do more than as LIBRARIAN.
    assertThatThrownBy(() -> save(admin, "b")).isInstanceOf(NotAllowed.class);
    roles.remove(Role.LIBRARIAN);
    assertThatThrownBy(() -> save(LIBRARIAN, "b")).isInstanceOf(NotAllowed.class);
    assertThat(saved.keySet()).containsExactly("a");
  }

  @Test
  void nothingWasCreatedInTheFuture() {
    var now = Instant.parse("2026-01-01T00:00:00Z");

    assertThat(Imports.past("time", null, now)).isEqualTo(now);
    assertThat(Imports.past("time", now.minusSeconds(1), now)).isEqualTo(now.minusSeconds(1));
    assertThatThrownBy(() -> Imports.past("time", now.plusSeconds(1), now))
        .isInstanceOf(InvalidRequest.class)
        .hasMessage("time: must not be in the future");
  }

  @Test
  void idsSortByTheTimesThatAreGiven() {
    IdGenerator ids = () -> UUID.fromString("01987654-3210-7abc-8def-0123456789ab");

    assertThat(ids.at(null)).isEqualTo(ids.next());
    assertThat(ids.at(Instant.ofEpochMilli(0x0123_4567_89abL)))
        .isEqualTo(UUID.fromString("01234567-89ab-7abc-8def-0123456789ab"));
  }
}
