package org.pyflinkimage.image;

import com.google.cloud.tools.jib.api.RegistryException;
import java.io.IOException;

/** A registry gives something else than it was asked for; asking again would not help. */
final class OtherThanAsked extends IOException {

    private static final long serialVersionUID = 1;

    OtherThanAsked(String message) {
        super(message);
    }

    OtherThanAsked(String message, Throwable cause) {
        super(message, cause);
    }

    OtherThanAsked(RegistryException refusal) {
        super(RegistryProblems.text(refusal), refusal);
    }
}
