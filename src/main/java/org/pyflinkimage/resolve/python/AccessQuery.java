package org.pyflinkimage.resolve.python;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.value.Problem;

/** Queries of addresses that grant access by themselves, as presigned ones do: they are secrets, and end soon. */
final class AccessQuery {

    private static final Pattern GRANTS = Pattern.compile(
            ".*(signature|token|credential|secret|passw|apikey|accesskey|auth|jwt|session).*|x?sig|key|pwd|hmac|policy|(amz|goog).*");

    private AccessQuery() {}

    /** {@code PYF-493} where a lock file would hold such a query. */
    static Optional<Problem> problem(FoundFile file) {
        return grant(file.address().getRawQuery())
                .map(parameter -> Problem.declaration(
                                "PYF-493",
                                "The address of `%s` on `%s` cannot be locked"
                                        .formatted(
                                                file.fileName(), file.address().getRawAuthority()))
                        .why(
                                "its query grants access by `%s`, which must not be kept in `pyflink.lock` and holds for a while only"
                                        .formatted(parameter))
                        .remedy(
                                "use an index or a proxy whose addresses of files carry no signature, with its login in `~/.netrc`")
                        .remedy("or download the file into the project, and require it by its path"));
    }

    /** The first parameter that looks like a secret. */
    private static Optional<String> grant(@Nullable String query) {
        return query == null
                ? Optional.empty()
                : Arrays.stream(query.split("&", -1))
                        .map(part -> part.replaceFirst("=.*", ""))
                        .filter(name -> GRANTS.matcher(plain(name)).matches())
                        .findFirst();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("^x[-_]|[-_.]", "");
    }
}
