package campus.shared.application.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.application.write.Entities;
import campus.shared.application.write.Transactions;
import campus.shared.domain.entity.Identified;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.ResourceId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Entities} keeps, whatever the kind. */
public abstract class EntitiesContract<I extends ResourceId, E extends Identified<I>> {

  protected abstract Transactions transactions();

  protected abstract Entities<I, E> entities();

  /** A new entity that can be added, and has nothing in common with others but what it needs. */
  protected abstract E some();

  /** The same, in another version. */
  protected abstract E changed(E entity);

  private E added() {
    var entity = some();
    transactions().write(() -> entities().add(entity));
    return entity;
  }

  @Test
  void keepsWhatWasAdded() {
    var entity = added();

    assertThat(transactions().<E>write(() -> entities().lock(entity.id()))).isEqualTo(entity);
  }

  @Test
  void keepsWhatWasChanged() {
    var entity = added();
    var changed = changed(entity);

    transactions().write(() -> entities().update(changed));

    assertThat(transactions().<E>write(() -> entities().lock(entity.id())))
        .isEqualTo(changed)
        .isNotEqualTo(entity);
  }

  @Test
  void locksInTheOrderOfIdsThoseThatAreThere() {
    var one = added();
    var other = added();
    var missing = some();
    var ordered =
        one.id().toName().compareTo(other.id().toName()) < 0
            ? List.of(one, other)
            : List.of(other, one);

    assertThat(
            transactions()
                .<List<E>>write(
                    () -> entities().lockAll(List.of(other.id(), missing.id(), one.id()))))
        .isEqualTo(ordered);
    assertThatThrownBy(() -> transactions().<E>write(() -> entities().lock(missing.id())))
        .isInstanceOf(NotFound.class)
        .hasMessageContaining(missing.id().toName());
  }

  @Test
  void deletesOnlyWhatItIsTold() {
    var gone = added();
    var kept = added();

    transactions().write(() -> entities().delete(gone.id()));

    assertThat(
            transactions().<List<E>>write(() -> entities().lockAll(List.of(gone.id(), kept.id()))))
        .containsExactly(kept);
  }

  @Test
  void takesNothingAtAll() {
    transactions()
        .write(() -> {
          entities().addAll(List.of());
          entities().updateAll(List.of());
          entities().deleteAll(List.of());
          assertThat(entities().lockAll(List.of())).isEmpty();
        });
  }
}
