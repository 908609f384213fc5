package org.pyflinkimage.value;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an image without tag and digest, as it was written: {@code registry.example.com:5000/team/wordcount}. The grammar is that of
 * <a href="https://github.com/distribution/reference/blob/main/reference.go">distribution's references</a>.
 *
 * @param registry its host, with the port where there is one; empty where the name leaves it to whoever reads it
 * @param path segments with slashes between them
 */
public record ImageRepository(Optional<String> registry, String path) {

    private static final int LONGEST = 255;
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Pattern HOST =
            Pattern.compile("(" + LABEL + "(\\." + LABEL + ")*|\\[[0-9A-Fa-f:]+])(:[0-9]{1,5})?");
    private static final Pattern SEGMENT = Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*");

    /** Reads a name; empty where the text is none, or has a tag or digest. */
    public static Optional<ImageRepository> parse(String text) {
        int slash = text.indexOf('/');
        boolean named = slash > 0 && isHost(text.substring(0, slash));
        ImageRepository name = named
                ? new ImageRepository(Optional.of(text.substring(0, slash)), text.substring(slash + 1))
                : new ImageRepository(Optional.empty(), text);
        return name.isWellFormed() ? Optional.of(name) : Optional.empty();
    }

    /** A first segment is a registry's host where it cannot be mistaken for a folder. */
    private static boolean isHost(String segment) {
        return segment.contains(".") || segment.contains(":") || segment.equals("localhost");
    }

    private boolean isWellFormed() {
        List<String> segments = Arrays.asList(path.split("/", -1));
        return toString().length() <= LONGEST
                && registry.stream().allMatch(host -> HOST.matcher(host).matches())
                && segments.stream()
                        .allMatch(segment -> SEGMENT.matcher(segment).matches());
    }

    /** The last segment: {@code wordcount}. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return registry.map(host -> host + "/").orElse("") + path;
    }
}
