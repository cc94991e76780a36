package campus.shared.domain;

/**
 * The answer would be larger than the server allows. Nothing is wrong with the server, so that
 * asking again for the same makes no sense.
 */
public final class AnswerTooLarge extends DomainError {

  private static final long serialVersionUID = 1L;

  /**
   * @param limit what the answer would exceed: {@code 4 MiB}
   * @param path the path of the mask that most of the answer is due to
   * @param fitting how many resources at a time are within this limit, whatever they hold; 0 if one
   *     may exceed it by itself
   */
  public AnswerTooLarge(String limit, String path, int fitting) {
    super(
        Reason.ANSWER_TOO_LARGE,
        "the answer would hold more than %s, mostly because of \"%s\": leave that path out of the mask%s"
            .formatted(
                limit,
                path,
                fitting == 0 ? "" : ", or ask for at most " + fitting + " resources at a time"));
  }
}
