package campus.wallet.domain;

import campus.shared.domain.name.ResourceType;

/** The resource types of this context, by their names in the contract. */
public final class WalletResources {

  public static final ResourceType ACCOUNT = new ResourceType("Account", "accounts/{account}");
  public static final ResourceType ENTRY =
      new ResourceType("Entry", "accounts/{account}/entries/{entry}");
  public static final ResourceType TRANSFER = new ResourceType("Transfer", "transfers/{transfer}");
  public static final ResourceType ORDER = new ResourceType("Order", "orders/{order}");
  public static final ResourceType ORDER_ITEM =
      new ResourceType("OrderItem", "orders/{order}/items/{item}");

  private WalletResources() {}
}
