package org.pyflinkimage.value;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an image is asked for by: its name, with a tag, a digest, both or neither.
 *
 * @param tag a name that may move from one image to another: {@code 2.2.1-java17}
 * @param digest of the manifest, which never moves
 */
public record ImageReference(ImageRepository repository, Optional<String> tag, Optional<Sha256> digest)
        implements BaseImage, Comparable<ImageReference> {

    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern FORM =
            Pattern.compile("(?<name>.+?)(:(?<tag>" + TAG + "))?(@(?<digest>sha256:[0-9a-f]{64}))?");

    public ImageReference {
        tag.filter(text -> !isTag(text)).ifPresent(text -> {
            throw new IllegalArgumentException("not a tag: " + text);
        });
    }

    /** Reads {@code [host[:port]/]path[:tag][@sha256:digest]}; empty where the text is none. */
    public static Optional<ImageReference> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? ImageRepository.parse(parts.group("name"))
                        .map(repository -> new ImageReference(
                                repository,
                                Optional.ofNullable(parts.group("tag")),
                                Optional.ofNullable(parts.group("digest")).map(Sha256::parse)))
                : Optional.empty();
    }

    /** The image of that tag. */
    public static ImageReference tagged(ImageRepository repository, String tag) {
        return new ImageReference(repository, Optional.of(tag), Optional.empty());
    }

    /** A reference that is well-formed already. */
    public static ImageReference of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an image reference: " + text));
    }

    /** Whether a text is a tag. */
    public static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    @Override
    public int compareTo(ImageReference other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return repository
                + tag.map(text -> ":" + text).orElse("")
                + digest.map(sum -> "@" + sum.digest()).orElse("");
    }
}
