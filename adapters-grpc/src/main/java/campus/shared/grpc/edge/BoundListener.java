package campus.shared.grpc.edge;

import io.grpc.ServerCall;

/** Passes on all events of a call inside of {@link #run}. */
abstract class BoundListener<Q> extends ServerCall.Listener<Q> {

  private final ServerCall.Listener<Q> delegate;

  BoundListener(ServerCall.Listener<Q> delegate) {
    this.delegate = delegate;
  }

  /** Runs the handling of an event. */
  abstract void run(Runnable event);

  @Override
  public void onMessage(Q message) {
    run(() -> delegate.onMessage(message));
  }

  @Override
  public void onHalfClose() {
    run(delegate::onHalfClose);
  }

  @Override
  public void onCancel() {
    run(delegate::onCancel);
  }

  @Override
  public void onComplete() {
    run(delegate::onComplete);
  }

  @Override
  public void onReady() {
    run(delegate::onReady);
  }
}
