package campus.client;

import static campus.client.ScriptedCampus.failure;
import static campus.client.ScriptedCampus.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.identity.v1.AuthServiceGrpc;
import campus.identity.v1.ChangePasswordRequest;
import campus.identity.v1.SessionTokens;
import campus.library.v1.Book;
import campus.library.v1.BookServiceGrpc;
import campus.library.v1.CreateBookRequest;
import campus.library.v1.ExportBooksRequest;
import campus.library.v1.ListBooksRequest;
import campus.library.v1.ListBooksResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CampusInterceptorTest {

  private final ScriptedCampus campus;
  private final List<SessionTokens> kept = new ArrayList<>();
  private final Session session;

  CampusInterceptorTest() throws IOException {
    campus = new ScriptedCampus();
    session = Session.of(campus.channel(), tokens("old", "first")).keptBy(kept::add);
  }

  @AfterEach
  void close() {
    campus.close();
  }

  private BookServiceGrpc.BookServiceBlockingStub books() {
    return BookServiceGrpc.newBlockingStub(campus.anonymous());
  }

  private BookServiceGrpc.BookServiceBlockingStub signedIn() {
    return BookServiceGrpc.newBlockingStub(
        ClientInterceptors.intercept(campus.channel(), CampusInterceptor.of(session)));
  }

  private static CreateBookRequest newBook() {
    return CreateBookRequest.newBuilder().setBook(Book.newBuilder().setTitle("Emma")).build();
  }

  private static Code code(Throwable failure) {
    return Status.fromThrowable(failure).getCode();
  }

  @Test
  void refreshesOnceForAllCallsThatFindTheirTokenExpired() {
    var books = signedIn();
    var calls = new ArrayList<CompletableFuture<ListBooksResponse>>();
    for (int i = 0; i < 20; i++) {
      calls.add(
          CompletableFuture.supplyAsync(
              () -> books.listBooks(ListBooksRequest.newBuilder().setPageSize(2).build())));
    }

    calls.forEach(call -> assertThat(call.join().getBooksCount()).isEqualTo(2));
    assertThat(campus.refreshes).containsExactly("first");
    assertThat(session.tokens()).isEqualTo(tokens("new", "second"));
    assertThat(kept).containsExactly(tokens("new", "second"));
  }

  @Test
  void tellsWhyASessionCannotBeRefreshed() {
    campus.failures.add(failure(Code.UNAUTHENTICATED, "REFRESH_TOKEN_REUSED"));

    assertThatThrownBy(() -> signedIn().listBooks(ListBooksRequest.getDefaultInstance()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(code(e)).isEqualTo(Code.UNAUTHENTICATED);
              assertThat(Refusal.of(e.getStatus(), Status.trailersFromThrowable(e)).reason())
                  .isEqualTo("REFRESH_TOKEN_REUSED");
            });
  }

  @Test
  void refreshesForAnExport() {
    assertThat(signedIn().exportBooks(ExportBooksRequest.getDefaultInstance()))
        .toIterable()
        .hasSize(2);
  }

  @Test
  void writesAgainUnderTheSameRequestId() {
    campus.failures.add(failure(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE", 20));
    campus.failures.add(failure(Code.ABORTED, "CONFLICT"));
    campus.failures.add(failure(Code.RESOURCE_EXHAUSTED, "OVERLOADED", 20));

    assertThat(books().createBook(newBook()).getTitle()).isEqualTo("Emma");

    assertThat(campus.requestIds).hasSize(4);
    assertThat(campus.requestIds.stream().distinct().map(UUID::fromString)).hasSize(1);
  }

  @Test
  void keepsTheRequestIdOfTheCaller() {
    var id = UUID.randomUUID().toString();
    books().createBook(newBook().toBuilder().setRequestId(id).build());

    assertThat(campus.requestIds).containsExactly(id);
  }

  @Test
  void givesEachWriteARequestIdOfItsOwn() {
    var books = books();
    books.createBook(newBook());
    books.createBook(newBook());

    assertThat(campus.requestIds).doesNotHaveDuplicates();
  }

  @Test
  void doesNotRepeatAWriteWithoutRequestIdThatMayHaveBeenDone() {
    campus.failures.add(failure(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE", 20));
    var auth = AuthServiceGrpc.newBlockingStub(campus.anonymous());

    assertThatThrownBy(() -> auth.changePassword(ChangePasswordRequest.getDefaultInstance()))
        .satisfies(e -> assertThat(code(e)).isEqualTo(Code.UNAVAILABLE));
  }

  @Test
  void repeatsAWriteWithoutRequestIdThatHasDoneNothing() {
    campus.failures.add(failure(Code.RESOURCE_EXHAUSTED, "OVERLOADED", 20));
    var auth = AuthServiceGrpc.newBlockingStub(campus.anonymous());

    auth.changePassword(ChangePasswordRequest.getDefaultInstance());

    assertThat(campus.headers).hasSize(2);
  }

  @Test
  void doesNotRepeatWhatWouldFailAgain() {
    for (var failure :
        List.of(
            failure(Code.RESOURCE_EXHAUSTED, "ANSWER_TOO_LARGE"),
            failure(Code.ABORTED, "STALE_ETAG"),
            failure(Code.INVALID_ARGUMENT, "INVALID_REQUEST"))) {
      campus.failures.add(failure);
      assertThatThrownBy(() -> books().createBook(newBook()))
          .satisfies(e -> assertThat(code(e)).isEqualTo(failure.getStatus().getCode()));
    }
    assertThat(campus.headers).hasSize(3);
  }

  @Test
  void failsAtOnceIfTheDeadlineIsBeforeTheNextAttempt() {
    campus.failures.add(failure(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE", 4000));
    var books = books().withDeadlineAfter(2, TimeUnit.SECONDS);
    var begun = System.nanoTime();

    assertThatThrownBy(() -> books.createBook(newBook()))
        .satisfies(e -> assertThat(code(e)).isEqualTo(Code.UNAVAILABLE));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void givesUpAfterSomeAttempts() {
    for (int i = 0; i < 10; i++) {
      campus.failures.add(failure(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE", 1));
    }

    assertThatThrownBy(() -> books().createBook(newBook()))
        .satisfies(e -> assertThat(code(e)).isEqualTo(Code.UNAVAILABLE));
    assertThat(campus.requestIds).hasSize(5);
  }

  @Test
  void endsTheWaitOfACancelledCall() throws InterruptedException {
    campus.failures.add(failure(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE", 4500));
    var refused = new CountDownLatch(1);
    var books =
        BookServiceGrpc.newBlockingStub(
            ClientInterceptors.intercept(
                campus.channel(), tells(refused), CampusInterceptor.anonymous()));
    try (var context = Context.current().withCancellation()) {
      var begun = System.nanoTime();
      var call =
          CompletableFuture.runAsync(
              context.wrap(() -> {
                books.listBooks(ListBooksRequest.getDefaultInstance());
              }));
      refused.await();
      context.cancel(null);

      assertThatThrownBy(call::join).satisfies(e -> assertThat(code(e)).isEqualTo(Code.CANCELLED));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
    }
  }

  /** Tells when the client has seen the end of an attempt. */
  private static ClientInterceptor tells(CountDownLatch ended) {
    return new ClientInterceptor() {
      @Override
      public <Q, A> ClientCall<Q, A> interceptCall(
          MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
          @Override
          public void start(Listener<A> listener, Metadata headers) {
            super.start(
                new SimpleForwardingClientCallListener<>(listener) {
                  @Override
                  public void onClose(Status status, Metadata trailers) {
                    super.onClose(status, trailers);
                    ended.countDown();
                  }
                },
                headers);
          }
        };
      }
    };
  }

  @Test
  void endsTheWaitAtTheDeadlineIfTheSessionIsNotRefreshed() {
    campus.neverRefreshes = true;
    var books = signedIn().withDeadlineAfter(300, TimeUnit.MILLISECONDS);

    assertThatThrownBy(() -> books.listBooks(ListBooksRequest.getDefaultInstance()))
        .satisfies(e -> assertThat(code(e)).isEqualTo(Code.DEADLINE_EXCEEDED));
  }

  @Test
  void keepsTheNewTokensOfACallThatWasCancelled() {
    campus.neverRefreshes = true;
    var call =
        BookServiceGrpc.newFutureStub(
                ClientInterceptors.intercept(campus.channel(), CampusInterceptor.of(session)))
            .listBooks(ListBooksRequest.getDefaultInstance());
    while (campus.refreshes.isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(call.cancel(true)).isTrue();

    campus.refreshAtLast();

    assertThat(signedIn().listBooks(ListBooksRequest.newBuilder().setPageSize(1).build()))
        .isNotNull();
    assertThat(campus.refreshes).containsExactly("first");
  }

  @Test
  void showsAnAnswerThatBreaksOffOnce() {
    campus.failsInTheMiddle = true;
    var export = books().exportBooks(ExportBooksRequest.getDefaultInstance());

    assertThat(export.next().getTitle()).isEqualTo("Book 0");
    assertThatThrownBy(export::next)
        .satisfies(e -> assertThat(code(e)).isEqualTo(Code.UNAVAILABLE));
    assertThat(campus.headers).hasSize(1);
  }

  @Test
  void sendsTheLatestConsistencyTokenBack() {
    var books = books();
    for (int i = 0; i < 3; i++) {
      books.createBook(newBook());
    }

    assertThat(campus.headers.stream().map(sent -> sent.get(ScriptedCampus.CONSISTENCY)))
        .containsExactly(null, "after 1", "after 2");
  }

  @Test
  void readsAllPages() {
    var first = ListBooksRequest.newBuilder().setPageSize(2).setSkip(1).build();

    assertThat(Pages.of(first, books()::listBooks, ListBooksResponse::getBooksList))
        .extracting(Book::getTitle)
        .containsExactly("Book 1", "Book 2", "Book 3", "Book 4");
    assertThat(campus.headers).hasSize(2);
  }

  @Test
  void readsNoPageAhead() {
    var first = ListBooksRequest.newBuilder().setPageSize(2).build();

    assertThat(Pages.of(first, books()::listBooks, ListBooksResponse::getBooksList).limit(2))
        .hasSize(2);
    assertThat(campus.headers).hasSize(1);
  }
}
