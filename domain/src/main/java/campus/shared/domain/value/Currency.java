package campus.shared.domain.value;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ISO 4217 currency, current or former. The decimals are fixed here, not taken from the JDK:
 * amounts are stored in minor units, so a change needs a migration.
 *
 * @param code three capital letters
 * @param digits the number of decimals
 */
public record Currency(String code, int digits) {

  private static final String NO_DECIMALS =
      """
      ADP BEF BIF BYB BYR CLP DJF ESP GNF GRD ISK ITL JPY KMF KRW LUF MGF PTE PYG ROL RWF TPE
      TRL UGX UYI VND VUV XAF XOF XPF
      """;

  private static final String TWO_DECIMALS =
      """
      AED AFA AFN ALL AMD ANG AOA ARS ATS AUD AWG AYM AZM AZN BAM BBD BDT BGL BGN BMD BND BOB
      BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CSD CUC CUP CVE CYP CZK
      DEM DKK DOP DZD EEK EGP ERN ETB EUR FIM FJD FKP FRF GBP GEL GHC GHS GIP GMD GTQ GWP GYD
      HKD HNL HRK HTG HUF IDR IEP ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL
      LTL LVL MAD MDL MGA MKD MMK MNT MOP MRO MRU MTL MUR MVR MWK MXN MXV MYR MZM MZN NAD NGN
      NIO NLG NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB RUR SAR SBD SCR SDD SDG SEK
      SGD SHP SIT SKK SLE SLL SOS SRD SRG SSP STD STN SVC SYP SZL THB TJS TMM TMT TOP TRY TTD
      TWD TZS UAH USD USN USS UYU UZS VEB VED VEF VES WST XAD XCD XCG YER YUM ZAR ZMK ZMW ZWD
      ZWG ZWL ZWN ZWR
      """;

  private static final String THREE_DECIMALS =
      """
      BHD IQD JOD KWD LYD OMR TND
      """;

  private static final String FOUR_DECIMALS =
      """
      CLF
      """;

  private static final Map<String, Currency> BY_CODE = new HashMap<>();

  static {
    add(NO_DECIMALS, 0);
    add(TWO_DECIMALS, 2);
    add(THREE_DECIMALS, 3);
    add(FOUR_DECIMALS, 4);
  }

  private static void add(String codes, int digits) {
    for (var code : codes.split("\\s+", -1)) {
      if (!code.isEmpty()) {
        BY_CODE.put(code, new Currency(code, digits));
      }
    }
  }

  public Currency {
    if (digits < 0) {
      throw new IllegalArgumentException(code + " is no money");
    }
  }

  /**
   * @throws IllegalArgumentException if the currency is unknown
   */
  public static Currency of(String code) {
    var currency = find(code);
    if (currency == null) {
      throw new IllegalArgumentException(code + " is no currency");
    }
    return currency;
  }

  /** Finds a currency; null if it is unknown. */
  public static @Nullable Currency find(String code) {
    return BY_CODE.get(code);
  }

  @Override
  public String toString() {
    return code;
  }
}
