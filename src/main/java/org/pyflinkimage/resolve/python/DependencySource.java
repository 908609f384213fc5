package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.value.Slashes;

/**
 * Where a dependency comes from, in one form of text for what a project declares and for what a lock file keeps of it.
 *
 * @param folder that relative paths start in
 * @param packages of the lock file, among them the workspace's members
 * @param root the folder of the lock file
 */
record DependencySource(Path folder, JsonNode packages, Path root) {

    private static final String INDEX = "index ";
    private static final String EDITABLE = "editable";
    private static final String LINKED = " (editable)";
    private static final Pattern GIT =
            Pattern.compile("git\\+(?<url>[^#]*?)(?:@(?<rev>[^@/#]+(?:/[^@#]+)?))?(?:#(?<more>.*))?");

    /** Whether versions are chosen there. */
    static boolean isOfAnIndex(String source) {
        return source.isEmpty() || source.startsWith(INDEX);
    }

    /** That of an entry of the lock file. */
    String locked(JsonNode entry) {
        DependencySource beside = new DependencySource(root, packages, root);
        for (String kind : List.of("path", "directory", EDITABLE, "virtual")) {
            if (entry.path(kind).isTextual()) {
                return beside.path(entry.path(kind).asText()) + (kind.equals(EDITABLE) ? LINKED : "");
            }
        }
        if (entry.has("git")) {
            URI address = uri(entry.path("git").asText());
            return git(entry.path("git").asText().replaceFirst("[?#].*", ""), pairs(address.getQuery()));
        }
        if (entry.has("url")) {
            return url(entry.path("url").asText(), entry.path("subdirectory").asText());
        }
        return entry.has("index") ? beside.index(entry.path("index").asText()) + asked(entry.path("conflict")) : "";
    }

    /**
     * That of an entry of {@code [tool.uv.sources]}.
     *
     * @param indexes as in {@code [[tool.uv.index]]}
     */
    String declared(String name, JsonNode source, JsonNode indexes) {
        if (source.has("index")) {
            String index = source.path("index").asText();
            return indexes.valueStream()
                    .filter(known -> known.path("name").asText().equals(index))
                    .findFirst()
                    .map(known -> index(known.path("url").asText()) + asked(source))
                    .orElse(INDEX + "`" + index + "`");
        }
        if (source.has("git")) {
            SortedMap<String, String> pairs = new TreeMap<>();
            for (String key : List.of("subdirectory", "path", "rev", "tag", "branch")) {
                if (source.has(key)) {
                    pairs.put(key, source.path(key).asText());
                }
            }
            return git(source.path("git").asText(), pairs);
        }
        if (source.has("url")) {
            return url(source.path("url").asText(), source.path("subdirectory").asText());
        }
        if (source.has("path")) {
            return path(source.path("path").asText()) + (source.path(EDITABLE).asBoolean() ? LINKED : "");
        }
        return source.path(EDITABLE).asBoolean(true)
                ? member(name)
                : member(name).replace(LINKED, "");
    }

    /** That of an address in a requirement. */
    String addressed(String address) {
        Matcher git = GIT.matcher(address);
        if (git.matches()) {
            SortedMap<String, String> pairs = pairs(git.group("more"));
            if (git.group("rev") != null) {
                pairs.put("rev", git.group("rev"));
            }
            return git(git.group("url"), pairs);
        }
        if (address.startsWith("file:")) {
            return path(Slashes.withoutSlashOfDrive(uri(address).getPath(), folder.getFileSystem()));
        }
        return address.contains("://")
                ? url(address, pairs(uri(address).getFragment()).getOrDefault("subdirectory", ""))
                : path(address);
    }

    /** An index may be that of one extra or group alone. */
    private static String asked(JsonNode source) {
        return Stream.of("extra", "group")
                .filter(source::has)
                .map(key -> " for the %s `%s`"
                        .formatted(
                                key, NormalizedName.normalized(source.path(key).asText())))
                .collect(Collectors.joining());
    }

    private String member(String name) {
        return packages.valueStream()
                .filter(entry -> entry.path("name").asText().equals(name))
                .map(entry -> locked(entry.path("source")))
                .filter(source -> !isOfAnIndex(source))
                .findFirst()
                .orElse("the workspace");
    }

    private String index(String address) {
        return INDEX + (address.contains("://") ? bare(address) : path(address));
    }

    private static String url(String address, String subdirectory) {
        return bare(address.replaceFirst("#.*", "")) + (subdirectory.isEmpty() ? "" : "#subdirectory=" + subdirectory);
    }

    /** What is fetched of large files besides is no other source. */
    private static String git(String address, SortedMap<String, String> pairs) {
        pairs.remove("lfs");
        return "git " + bare(address)
                + pairs.entrySet().stream()
                        .map(pair -> pair.getKey() + "=" + pair.getValue())
                        .collect(Collectors.joining("&", "?", ""));
    }

    private String path(String text) {
        try {
            return folder.resolve(text).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            return text;
        }
    }

    private static SortedMap<String, String> pairs(@Nullable String text) {
        SortedMap<String, String> pairs = new TreeMap<>();
        for (String pair : text == null ? new String[0] : text.split("&", -1)) {
            int middle = pair.indexOf('=');
            if (middle > 0) {
                pairs.put(pair.substring(0, middle), pair.substring(middle + 1));
            }
        }
        return pairs;
    }

    /** As uv writes it: without a login, the host in small letters, and with a path. */
    private static String bare(String address) {
        URI uri = uri(Addresses.withoutLogins(address));
        String host = uri.getRawAuthority();
        if (uri.getScheme() == null || host == null) {
            return address;
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + host.toLowerCase(Locale.ROOT) + path + query;
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return URI.create("");
        }
    }
}
