package org.pyflinkimage.resolve.uv;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.IndexStrategy;

/**
 * A piece of uv's advice in this plugin's words: uv names options of its own command line, which nobody can give here.
 *
 * @param why empty where this plugin says it already
 */
record UvAdvice(Kind kind, Optional<String> why, List<String> remedies) {

    private static final String STRATEGY =
            "where all indexes are trusted alike, take each version from whichever has it: "
                    + Element.INDEX_STRATEGY.with(IndexStrategy.UNSAFE_BEST_MATCH)
                    + ", or `index-strategy = \"unsafe-best-match\"` below `[tool.uv]` in the pyproject.toml beside the requirements";

    /** What uv advises on. */
    enum Kind {
        FIRST_INDEX(
                "`([^`]+)` was found on (\\S+), but not at the requested version.*",
                "`%1$s` is on %2$s in other versions, and no further index is asked for what the first one has",
                STRATEGY),
        NO_LOGIN(
                "An index(?: URL)? \\((\\S+?)\\) could not be queried due to a lack of valid authentication credentials \\((.+?)\\).*",
                "%1$s answered `%2$s`",
                UvFailure.LOGIN_REMEDY),
        FORBIDDEN(
                "An index(?: URL)? \\((\\S+?)\\) returned a (403 Forbidden) error.*",
                "%1$s answered `%2$s`",
                UvFailure.LOGIN_REMEDY,
                "correct the address of the index, where the login is right"),
        PRE_RELEASE(
                "Pre-releases are available for `([^`]+)` in the requested range \\(e\\.g\\., (.+?)\\), but.*",
                "`%1$s` has pre-releases that fit, such as %2$s",
                "let pre-releases count: `--pre` in a requirements file, or `UV_PRERELEASE=allow`"),
        PRE_RELEASE_BEHIND(
                "`([^`]+)` was requested with a pre-release marker \\(e\\.g\\., (.+?)\\), but.*",
                "`%2$s` is a pre-release, and those count only where they are required by name",
                "let pre-releases count: `--pre` in a requirements file, or `UV_PRERELEASE=allow`",
                "or require it by name beside: `%2$s`"),
        TOO_RECENT(
                "`([^`]+)` was filtered by .*to only include packages uploaded before (\\S+?)\\.?(?: .*)?",
                "what was uploaded after %2$s does not count, and `%1$s` was",
                "a later date in `UV_EXCLUDE_NEWER`, or in `exclude-newer` below `[tool.uv]` or in uv.toml"),
        NO_INDEX(
                "Packages were unavailable because index lookups were disabled.*",
                "`--no-index` in a requirements file, `no-index` in settings for uv or in pip.conf, or `PIP_NO_INDEX` says that no index is"
                        + " asked",
                "take that out, or name folders that have the wheels: `--find-links` in a requirements file, `UV_FIND_LINKS`,"
                        + " or, beside pip's `no-index`, `find-links` in pip.conf or `PIP_FIND_LINKS`"),
        OFFLINE("Packages were unavailable because the network was disabled.*", ""),
        BROKEN(
                "(?:Metadata for|The structure of) `([^`]+)`(?: \\((?:v)?(.+?)\\))? (?:could not be parsed|was invalid|was inconsistent):?(.*)",
                "`%1$s` %2$s: %3$s"),
        WHEELS(
                "(?:You(?: require|'re using) .* only found wheels|Wheels are available) for `([^`]+)` \\(v?(.+?)\\) (?:with|on) the following .*?: (.+)",
                "`%1$s` %2$s has wheels for %3$s"),
        NO_BUILD("Wheels are required for .*", ""),
        PYTHON(
                "The (?:`--python-version` value|`requires-python` value|Python interpreter) .*\\(e\\.g\\., (.+?)\\).*",
                "%1$s");

        private final Pattern words;
        private final String why;
        /** A line each. */
        private final String remedies;

        Kind(String words, String why, String... remedies) {
            this.words = Pattern.compile(words);
            this.why = why;
            this.remedies = String.join("\n", remedies);
        }

        private UvAdvice read(Matcher found) {
            Object[] values = new Object[found.groupCount() == 0 ? 1 : found.groupCount()];
            for (int i = 0; i < values.length; i++) {
                String value = found.group(found.groupCount() == 0 ? 0 : i + 1);
                values[i] = value == null ? "" : value.strip();
            }
            Optional<String> reason = Optional.of(why.formatted(values)).filter(text -> !text.isEmpty());
            return new UvAdvice(
                    this,
                    reason,
                    remedies.lines().map(text -> text.formatted(values)).toList());
        }
    }

    /** That no index is asked. */
    static UvAdvice noIndex() {
        return new UvAdvice(
                Kind.NO_INDEX,
                Optional.of(Kind.NO_INDEX.why),
                Kind.NO_INDEX.remedies.lines().toList());
    }

    /** Reads a piece; empty for one that is not known. */
    static Optional<UvAdvice> read(String piece) {
        for (Kind kind : Kind.values()) {
            Matcher found = kind.words.matcher(piece);
            if (found.matches()) {
                return Optional.of(kind.read(found));
            }
        }
        return Optional.empty();
    }
}
