package org.pyflinkimage.spec;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is declared of a package index, as text.
 *
 * @param url its address; empty where none is said
 * @param server the id of a {@code <server>} in settings.xml
 * @param isDefault whether it stands in the place of the usual index
 */
public record IndexText(String url, Optional<String> server, Optional<String> isDefault) {

    private static final Pattern NAMED =
            Pattern.compile("(?<server>[A-Za-z0-9_.-]+)=(?<url>[a-zA-Z][a-zA-Z+.-]*://.*)");

    /** An address, or one after a server and an equals sign, as uv names indexes: {@code corp=https://example.com/simple/}. */
    public static IndexText parse(String text) {
        Matcher named = NAMED.matcher(text.strip());
        return named.matches()
                ? new IndexText(named.group("url"), Optional.of(named.group("server")), Optional.empty())
                : new IndexText(text.strip(), Optional.empty(), Optional.empty());
    }
}
