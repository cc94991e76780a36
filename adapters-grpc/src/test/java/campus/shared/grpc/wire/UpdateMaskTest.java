package campus.shared.grpc.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import campus.courses.v1.Course;
import campus.courses.v1.Student;
import campus.identity.domain.Email;
import campus.identity.v1.Profile;
import campus.identity.v1.User;
import campus.library.v1.Author;
import campus.library.v1.Book;
import campus.publishing.v1.Category;
import campus.publishing.v1.Tag;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.InvalidRequest.Violation;
import campus.staff.v1.Employee;
import com.google.protobuf.FieldMask;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpdateMaskTest {

  private static final User ADA = User.newBuilder().setName("users/me").setUsername("ada").build();

  private static UpdateMask mask(User user, String... paths) {
    var mask = FieldMask.newBuilder().addAllPaths(List.of(paths)).build();
    return UpdateMask.of("user", user, mask, List.of("username", "email"));
  }

  private static List<Violation> violations(ThrowingCallable call) {
    return catchThrowableOfType(InvalidRequest.class, call).violations();
  }

  @Test
  void changesWhatIsFilledWithoutAMask() {
    assertThat(mask(ADA).changed("username", ADA::getUsername)).isEqualTo("ada");
    assertThat(mask(ADA).changed("email", ADA::getEmail)).isNull();
  }

  @Test
  void changesWhatTheMaskSays() {
    var full = ADA.toBuilder().setEmail("a@example.org").build();

    assertThat(mask(full, "email").changed("username", full::getUsername)).isNull();
    assertThat(mask(full, "email").changed("email", full::getEmail)).isEqualTo("a@example.org");
    assertThat(mask(full, "*").changed("username", full::getUsername)).isEqualTo("ada");
    assertThat(mask(full, "*").changed("email", full::getEmail)).isEqualTo("a@example.org");
  }

  @Test
  void refusesToEmptyWhatIsRequired() {
    assertThat(violations(() -> mask(User.getDefaultInstance(), "username", "email")))
        .extracting(Violation::field)
        .containsExactly("user.username", "user.email");
    assertThat(violations(() -> mask(ADA, "*")))
        .extracting(Violation::field)
        .containsExactly("user.email");
  }

  @Test
  void refusesWhatCannotBeUpdated() {
    assertThat(violations(() -> mask(ADA, "identity_card.age", "create_time.x.y"))).hasSize(2);
    assertThat(violations(() -> mask(ADA, "nickname", "profile.bio")))
        .extracting(Violation::toString)
        .containsExactly(
            "update_mask: \"nickname\" cannot be updated here, only username, email",
            "update_mask: \"profile.bio\" cannot be updated here, only username, email");
  }

  @Test
  void leavesAloneWhatOnlyTheServerSets() {
    var mask = mask(ADA, "create_time", "identity_card.number", "name", "etag", "username");

    assertThat(mask.changed("username", ADA::getUsername)).isEqualTo("ada");
  }

  @Test
  void changesToNoValueAtAll() {
    var mask = mask(ADA, "username");

    assertThat(mask.<@Nullable String>change("username", () -> null).apply("before")).isNull();
    assertThat(mask.change("email", ADA::getEmail).apply("before")).isEqualTo("before");
  }

  @Test
  void tellsWhatTheDomainRefusesByThePathOfTheRequest() {
    var user = ADA.toBuilder().setEmail("nowhere").build();

    assertThat(violations(() -> mask(user).changed("email", () -> new Email(user.getEmail()))))
        .extracting(Violation::field)
        .containsExactly("user.email");
  }

  private static FieldMask of(String... paths) {
    return FieldMask.newBuilder().addAllPaths(List.of(paths)).build();
  }

  @Test
  void partsAMaskIntoThatOfAMessageAndTheRest() {
    var both = of("email", "profile.bio");
    assertThat(UpdateMask.within("profile", both)).isEqualTo(of("bio"));
    assertThat(UpdateMask.without("profile", both)).isEqualTo(of("email"));

    assertThat(UpdateMask.within("profile", of("profile"))).isEqualTo(of("*"));
    assertThat(UpdateMask.within("profile", of("*"))).isEqualTo(of("*"));
    assertThat(UpdateMask.within("profile", of())).isEqualTo(of());
    assertThat(UpdateMask.within("profile", of("email"))).isNull();
  }

  @Test
  void theRestOfAMaskThatIsAboutAMessageAloneChangesNothing() {
    var rest =
        UpdateMask.of(
            "user", ADA, UpdateMask.without("profile", of("profile")), List.of("username"));

    assertThat(rest.changed("username", ADA::getUsername)).isNull();
  }

  @Test
  void theContractsTellWhatAnUpdateCanChange() {
    assertThat(UpdateMask.updatable(Book.getDescriptor()))
        .containsExactly("title", "isbn", "publish_year", "author");
    assertThat(UpdateMask.updatable(Author.getDescriptor())).containsExactly("display_name");
    assertThat(UpdateMask.updatable(Course.getDescriptor())).containsExactly("title", "capacity");
    assertThat(UpdateMask.updatable(Student.getDescriptor()))
        .containsExactly("display_name", "user");
    assertThat(UpdateMask.updatable(Employee.getDescriptor()))
        .containsExactly("display_name", "title");
    assertThat(UpdateMask.updatable(Tag.getDescriptor())).containsExactly("label");
    assertThat(UpdateMask.updatable(Category.getDescriptor())).containsExactly("label");
    assertThat(UpdateMask.updatable(Profile.getDescriptor()))
        .containsExactly("full_name", "bio", "image_uri");
  }
}
