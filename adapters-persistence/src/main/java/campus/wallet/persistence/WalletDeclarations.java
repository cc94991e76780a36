package campus.wallet.persistence;

import campus.identity.persistence.IdentityDeclarations;
import campus.shared.application.query.FieldType;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.error.Reason;
import campus.shared.domain.value.Role;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.declare.ResourceDeclarations;
import campus.shared.persistence.declare.Row;
import campus.shared.persistence.declare.RowSql;
import campus.shared.persistence.declare.Subset.Ordered;
import campus.shared.persistence.jdbc.Sql;
import campus.wallet.domain.Account;
import campus.wallet.domain.Order;
import campus.wallet.domain.WalletResources;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

@Singleton
final class WalletDeclarations implements ResourceDeclarations {

  static final Resource ACCOUNT =
      Resource.of(WalletResources.ACCOUNT, "accounts", "id")
          .rows(row -> Sql.of(row.column("owner_id"), " = ", Sql.CALLER), Role.CASHIER)
          .text("currency_code")
          .money("balance", "currency_code")
          .enumeration("state", Account.State.class)
          .timestamp("create_time")
          .sortable()
          .timestamp("update_time")
          .optional("owner", () -> IdentityDeclarations.USER, "owner_id", "id")
          .many("entries", () -> WalletDeclarations.ENTRY, "account_id")
          .build();

  static final Resource ENTRY =
      Resource.of(WalletResources.ENTRY, "entries", "account_id", "id")
          .rows(
              row ->
                  Sql.of(
                      "EXISTS (SELECT 1 FROM accounts a WHERE a.id = ",
                      row.column("account_id"),
                      " AND a.owner_id = ",
                      Sql.CALLER,
                      ")"),
              Role.CASHIER)
          .naturalOrder(
              new Ordered((row, _) -> row.column("number"), FieldType.INTEGER, true, false))
          .integer("number")
          .sortable()
          .money("amount", "currency_code")
          .money("balance_after", "currency_code")
          .timestamp("create_time")
          .sortable()
          .one("account", () -> WalletDeclarations.ACCOUNT, "account_id", "id")
          .one("transfer", () -> WalletDeclarations.TRANSFER, "transfer_id", "id")
          .build();

  static final Resource TRANSFER =
      Resource.of(WalletResources.TRANSFER, "transfers", "id")
          .rows(eitherIsCaller("from_owner_id", "to_owner_id"), Role.CASHIER)
          .money("amount", "currency_code")
          .text("description")
          .timestamp("create_time")
          .sortable()
          .one("from_account", () -> WalletDeclarations.ACCOUNT, "from_id", "id")
          .named()
          .one("to_account", () -> WalletDeclarations.ACCOUNT, "to_id", "id")
          .named()
          .optional("reverses", () -> WalletDeclarations.TRANSFER, "reverses_id", "id")
          .oneOrNone("reversed_by", () -> WalletDeclarations.TRANSFER, "id", "reverses_id")
          .build();

  static final Resource ORDER =
      Resource.of(WalletResources.ORDER, "orders", "id")
          .rows(eitherIsCaller("buyer_owner_id", "seller_owner_id"), Role.CASHIER)
          .money("total", "currency_code")
          .enumeration("state", Order.State.class)
          .timestamp("create_time")
          .sortable()
          .timestamp("update_time")
          .one("buyer_account", () -> WalletDeclarations.ACCOUNT, "buyer_id", "id")
          .named()
          .one("seller_account", () -> WalletDeclarations.ACCOUNT, "seller_id", "id")
          .named()
          .many("items", () -> WalletDeclarations.ORDER_ITEM, "order_id")
          .bounded(Order.MAX_ITEMS)
          .optional("payment", () -> WalletDeclarations.TRANSFER, "payment_id", "id")
          .optional("refund", () -> WalletDeclarations.TRANSFER, "refund_id", "id")
          .build();

  static final Resource ORDER_ITEM =
      Resource.of(WalletResources.ORDER_ITEM, "order_items", "order_id", "id")
          .rows(
              row ->
                  Sql.of(
                      "EXISTS (SELECT 1 FROM orders o WHERE o.id = ",
                      row.column("order_id"),
                      " AND ",
                      eitherIsCaller("buyer_owner_id", "seller_owner_id").of(new Row("o")),
                      ")"),
              Role.CASHIER)
          .naturalOrder(Ordered.by("position", FieldType.INTEGER))
          .text("description")
          .integer("quantity")
          .money("unit_price", "currency_code")
          .build();

  private static RowSql eitherIsCaller(String one, String other) {
    return row ->
        Sql.of(
            "(" + row.column(one) + " = ",
            Sql.CALLER,
            " OR " + row.column(other) + " = ",
            Sql.CALLER,
            ")");
  }

  @Override
  public List<Resource> resources() {
    return List.of(ACCOUNT, ENTRY, TRANSFER, ORDER, ORDER_ITEM);
  }

  @Override
  public Map<String, Supplier<DomainError>> constraints() {
    return Map.of(
        "transfers_reverses_key",
        () -> new Conflict(Reason.CONFLICT, "others are reversing this transfer; try again"));
  }
}
