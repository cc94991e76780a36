package campus.identity.application;

import campus.identity.domain.Profile;
import campus.shared.application.write.Entities;
import campus.shared.domain.Id;

/** The profiles, one per user. Locking a profile does not lock its user. */
public interface Profiles extends Entities<Id<Profile>, Profile> {}
