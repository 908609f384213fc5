package org.pyflinkimage.spec;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.value.FlinkUser;

/**
 * The user that containers run as, by number: Kubernetes knows whether a number is root, and of a name it does not.
 *
 * @param gid the group; empty where none is given
 */
public record ContainerUser(int uid, OptionalInt gid) {

    /** The user that the image brings, and the user of the official images. */
    public static final ContainerUser FLINK = new ContainerUser(FlinkUser.NUMBER, OptionalInt.of(FlinkUser.NUMBER));

    private static final int ROOT = 0;
    private static final String NUMBER = "0|[1-9][0-9]{0,8}";
    private static final Pattern FORM =
            Pattern.compile("(?<user>" + FlinkUser.NAME + "|root|" + NUMBER + ")(:(?<group>" + NUMBER + "))?");

    /** Reads {@code 9999}, {@code 12345:0}, {@code flink} or {@code root}; empty for names that the image does not know. */
    public static Optional<ContainerUser> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches() ? Optional.of(of(parts.group("user"), parts)) : Optional.empty();
    }

    private static ContainerUser of(String user, Matcher parts) {
        OptionalInt group = parts.group("group") == null
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(parts.group("group")));
        return switch (user) {
            case FlinkUser.NAME -> group.isEmpty() ? FLINK : new ContainerUser(FLINK.uid(), group);
            case "root" -> new ContainerUser(ROOT, group);
            default -> new ContainerUser(Integer.parseInt(user), group);
        };
    }

    public boolean isRoot() {
        return uid == ROOT;
    }

    /** The group that containers get, which is 0 for a number without one. */
    public int effectiveGid() {
        return gid.orElse(ROOT);
    }

    /** As an image's configuration says it: {@code 9999:9999}, {@code 7}. */
    @Override
    public String toString() {
        return gid.isPresent() ? uid + ":" + gid.getAsInt() : Integer.toString(uid);
    }
}
