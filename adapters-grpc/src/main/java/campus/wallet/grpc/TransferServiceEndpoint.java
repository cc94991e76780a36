package campus.wallet.grpc;

import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.value.Checks;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.Violations;
import campus.wallet.application.TransferUseCases;
import campus.wallet.application.WalletUseCases;
import campus.wallet.domain.Transfer;
import campus.wallet.domain.WalletResources;
import campus.wallet.v1.BatchTransferFundsRequest;
import campus.wallet.v1.ReverseTransferRequest;
import campus.wallet.v1.TransferFundsRequest;
import campus.wallet.v1.TransferServiceGrpc;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;

@Singleton
final class TransferServiceEndpoint extends Endpoint {

  private final TransferUseCases transfers;

  TransferServiceEndpoint(WalletUseCases wallet, StandardMethods standard) {
    super(TransferServiceGrpc.getServiceDescriptor(), standard);
    this.transfers = wallet.transfers();
    write(TransferServiceGrpc.getTransferFundsMethod(), this::transfer);
    batch(TransferServiceGrpc.getBatchTransferFundsMethod(), this::transferAll);
    write(TransferServiceGrpc.getReverseTransferMethod(), this::reverse);
  }

  private Write transfer(TransferFundsRequest request) {
    // The contract cannot require it, since elements of a batch must not have one.
    if (request.getRequestId().isEmpty()) {
      throw new InvalidRequest("request_id", Checks.REQUIRED);
    }
    var transfer = WalletProtos.transferFunds(request);
    return () -> transfers.transfer(Callers.current(), List.of(transfer)).getFirst().name();
  }

  private Supplier<List<ResourceName>> transferAll(BatchTransferFundsRequest request) {
    var all = Violations.each("requests", request.getRequestsList(), WalletProtos::transferFunds);
    return () -> transfers.transfer(Callers.current(), all).stream().map(Id::name).toList();
  }

  private Write reverse(ReverseTransferRequest request) {
    Id<Transfer> id = Names.id(WalletResources.TRANSFER, "name", request.getName());
    return () -> transfers.reverse(id).name();
  }
}
