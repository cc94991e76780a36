package campus.shared.grpc.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.identity.v1.BatchGetUsersRequest;
import campus.identity.v1.UpdateUserRequest;
import campus.identity.v1.User;
import campus.library.v1.Author;
import campus.library.v1.Book;
import campus.library.v1.CreateAuthorRequest;
import campus.shared.grpc.wire.AllContracts;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestBoundsTest {

  private static final UnknownFieldSet UNKNOWN =
      UnknownFieldSet.newBuilder()
          .addField(15_000, Field.newBuilder().addVarint(1).build())
          .build();

  private static <M extends Message> Message cut(M request) throws IOException {
    var bytes = RequestBounds.of(request.getDescriptorForType()).cut(request.toByteArray());
    return request.getParserForType().parseFrom(bytes);
  }

  @Test
  void leavesAloneWhatIsAllowed() throws IOException {
    var request =
        UpdateUserRequest.newBuilder()
            .setUser(User.newBuilder().setName("users/me").setEmail("ada@example.org"))
            .setUpdateMask(FieldMask.newBuilder().addPaths("email"))
            .build();
    var bytes = request.toByteArray();

    assertThat(RequestBounds.of(UpdateUserRequest.getDescriptor()).cut(bytes)).isSameAs(bytes);
  }

  @Test
  void keepsOneElementMoreThanIsAllowed() throws IOException {
    var request =
        BatchGetUsersRequest.newBuilder().addAllNames(Collections.nCopies(100_000, "")).build();

    assertThat(cut(request))
        .isEqualTo(
            BatchGetUsersRequest.newBuilder().addAllNames(Collections.nCopies(1001, "")).build());
  }

  @Test
  void cutsWhatIsNested() throws IOException {
    var author = Author.newBuilder().setDisplayName("Ada");
    var books = Collections.nCopies(5000, Book.newBuilder().setTitle("x").build());

    var kept =
        (CreateAuthorRequest)
            cut(
                CreateAuthorRequest.newBuilder()
                    .setAuthor(author.addAllBooks(books))
                    .setValidateOnly(true)
                    .build());

    assertThat(kept.getAuthor().getDisplayName()).isEqualTo("Ada");
    assertThat(kept.getAuthor().getBooksList()).hasSize(1001).allMatch(books.getFirst()::equals);
    assertThat(kept.getValidateOnly()).isTrue();
  }

  @Test
  void dropsWhatIsUnknownAndWhatOnlyTheServerSets() throws IOException {
    var user = User.newBuilder().setName("users/me").setEmail("ada@example.org");
    var request = UpdateUserRequest.newBuilder().setUser(user).build();
    var more =
        UpdateUserRequest.newBuilder()
            .setUser(
                user.setCreateTime(Timestamp.newBuilder().setSeconds(1)).setUnknownFields(UNKNOWN))
            .setUnknownFields(UNKNOWN)
            .build();

    assertThat(cut(more)).isEqualTo(request);
  }

  @Test
  void tellsWhatIsNoMessage() {
    var bounds = RequestBounds.of(UpdateUserRequest.getDescriptor());

    assertThatThrownBy(() -> bounds.cut(new byte[] {10, 5, 1})).isInstanceOf(IOException.class);
  }

  /** Of everything that repeats in a request the contract says how often it may. */
  @Test
  void allThatRepeatsHasALimit() {
    var messages = new LinkedHashSet<Descriptor>();
    for (var service : AllContracts.services()) {
      service.getMethods().forEach(method -> collect(method.getInputType(), messages));
    }

    assertThat(messages).isNotEmpty().allMatch(message -> RequestBounds.of(message).areComplete());
  }

  private static void collect(Descriptor message, Set<Descriptor> messages) {
    if (messages.add(message)) {
      message.getFields().stream()
          .filter(field -> field.getJavaType() == JavaType.MESSAGE)
          .forEach(field -> collect(field.getMessageType(), messages));
    }
  }
}
