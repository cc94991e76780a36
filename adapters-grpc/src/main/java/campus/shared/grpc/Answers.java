package campus.shared.grpc;

import io.grpc.stub.StreamObserver;

/** How endpoints answer. What they throw becomes the call's status, so none catches anything. */
public final class Answers {

  private Answers() {}

  /** The one answer of a call. */
  public static <A> void one(StreamObserver<A> observer, A answer) {
    observer.onNext(answer);
    observer.onCompleted();
  }
}
