package campus.shared.domain.error;

/** The answer would exceed the limits of the server. A retry does not help. */
public final class AnswerTooLarge extends DomainError {

  private static final long serialVersionUID = 1L;

  /**
   * @param limit the exceeded limit: {@code 4 MiB}
   * @param path the path of the mask that contributes most
   * @param fitting how many resources at a time surely fit; 0 if one may not
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
