package org.pyflinkimage.resolve.interpreter;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.KeptAnswers;
import org.pyflinkimage.value.Sha256;

/** How large the archives are that earlier builds fetched, each from its place. */
final class KnownSizes {

    private static final String KIND = "interpreter-size";

    private final KeptAnswers answers;

    KnownSizes(ArtifactStore store) {
        this.answers = new KeptAnswers(store, KIND);
    }

    /** Empty where none was kept, or it was damaged since. */
    Optional<Long> find(Sha256 sum, URI address) {
        return answers.find(question(sum, address)).flatMap(KnownSizes::number);
    }

    /** Keeps one, in the place of another. */
    void keep(Sha256 sum, URI address, long size) {
        answers.keep(question(sum, address), Long.toString(size).getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<Long> number(byte[] text) {
        try {
            return Optional.of(Long.valueOf(new String(text, StandardCharsets.US_ASCII)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String question(Sha256 sum, URI address) {
        return sum.hex() + " " + Addresses.withoutLogin(address);
    }
}
