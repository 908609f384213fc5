package org.pyflinkimage.resolve.python;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.value.Problem;

/**
 * Addresses that grant access by themselves: by a query, as presigned ones do, which end soon, or by a token that a variable kept out of
 * files.
 */
final class AccessQuery {

    private static final Pattern GRANTS = Pattern.compile(
            ".*(signature|token|credential|secret|passw|apikey|accesskey|auth|jwt|session).*|x?sig|key|pwd|hmac|policy|(amz|goog).*");

    private AccessQuery() {}

    /** {@code PYF-493} where a lock file would hold such a query, or the value of a variable. */
    static Optional<Problem> problem(DistributionFile file, AddressVariables variables) {
        return variables
                .lockedWith(file)
                .map(name -> ofVariable(file, name))
                .or(() -> grant(file.address().getRawQuery())
                        .map(parameter -> unlockable(file)
                                .why(
                                        "its query grants access by `%s`, which must not be kept in `pyflink.lock` and holds for a while only"
                                                .formatted(parameter))
                                .remedy(
                                        "use an index or a proxy whose addresses of files carry no signature, with its login in `~/.netrc`")
                                .remedy("or download the file into the project, and require it by its path")));
    }

    private static Problem ofVariable(DistributionFile file, String name) {
        return unlockable(file)
                .why("it has the value of the variable `%s` in it, which would stand in `pyflink.lock`".formatted(name))
                .remedy(
                        "give it as a login, which is locked nowhere: `NAME:${%s}@` before the host in the address, `machine HOST login NAME password WORD` in `~/.netrc`, or the `<server>` of settings.xml that has it, in `<indexes>` (-Dpyflink.indexes=SERVER=ADDRESS)"
                                .formatted(name))
                .remedy("or download the file into the project, and require it by its path")
                .remedy("where it is no secret, write it out in the place of `${%s}`".formatted(name));
    }

    private static Problem unlockable(DistributionFile file) {
        return Problem.declaration(
                "PYF-493",
                "The address of `%s` on `%s` cannot be locked"
                        .formatted(file.fileName(), file.address().getRawAuthority()));
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
