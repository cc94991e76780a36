package campus.wallet.grpc;

import static campus.wallet.application.WalletResources.TRANSFER;
import static campus.wallet.grpc.WalletProtos.nameOf;

import campus.shared.domain.Checks;
import campus.shared.domain.InvalidRequest;
import campus.shared.grpc.Answers;
import campus.shared.grpc.Callers;
import campus.shared.grpc.StandardMethods;
import campus.shared.grpc.Violations;
import campus.wallet.application.TransferUseCases;
import campus.wallet.application.WalletUseCases;
import campus.wallet.v1.BatchTransferFundsRequest;
import campus.wallet.v1.BatchTransferFundsResponse;
import campus.wallet.v1.GetTransferRequest;
import campus.wallet.v1.ListTransfersRequest;
import campus.wallet.v1.ListTransfersResponse;
import campus.wallet.v1.ReverseTransferRequest;
import campus.wallet.v1.Transfer;
import campus.wallet.v1.TransferFundsRequest;
import campus.wallet.v1.TransferServiceGrpc.TransferServiceImplBase;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
final class TransferServiceEndpoint extends TransferServiceImplBase {

  private static final Transfer MESSAGE = Transfer.getDefaultInstance();

  private final TransferUseCases transfers;
  private final StandardMethods methods;

  TransferServiceEndpoint(WalletUseCases wallet, StandardMethods methods) {
    this.transfers = wallet.transfers();
    this.methods = methods;
  }

  @Override
  public void getTransfer(GetTransferRequest request, StreamObserver<Transfer> answer) {
    Answers.one(answer, methods.get(TRANSFER, MESSAGE, request.getName(), request.getReadMask()));
  }

  @Override
  public void listTransfers(
      ListTransfersRequest request, StreamObserver<ListTransfersResponse> answer) {
    Answers.one(
        answer, methods.list(TRANSFER, request, ListTransfersResponse.getDefaultInstance()));
  }

  @Override
  public void transferFunds(TransferFundsRequest request, StreamObserver<Transfer> answer) {
    // Elements of a batch must not have one, so the contract cannot ask for it.
    if (request.getRequestId().isEmpty()) {
      throw new InvalidRequest("request_id", Checks.REQUIRED);
    }
    var transfer = WalletProtos.transferFunds(request);
    Answers.one(
        answer,
        methods.create(
            request,
            MESSAGE,
            () -> nameOf(transfers.transfer(Callers.current(), List.of(transfer)).getFirst())));
  }

  @Override
  public void batchTransferFunds(
      BatchTransferFundsRequest request, StreamObserver<BatchTransferFundsResponse> answer) {
    var all = Violations.each("requests", request.getRequestsList(), WalletProtos::transferFunds);
    Answers.one(
        answer,
        methods.batch(
            request,
            BatchTransferFundsResponse.getDefaultInstance(),
            () ->
                transfers.transfer(Callers.current(), all).stream()
                    .map(WalletProtos::nameOf)
                    .toList()));
  }

  @Override
  public void reverseTransfer(ReverseTransferRequest request, StreamObserver<Transfer> answer) {
    var id = WalletProtos.transfer(request.getName());
    Answers.one(answer, methods.create(request, MESSAGE, () -> nameOf(transfers.reverse(id))));
  }
}
