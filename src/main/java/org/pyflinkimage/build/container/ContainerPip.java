package org.pyflinkimage.build.container;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.build.container.ContainerAccess.Reach;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.resolve.index.PipConfiguration;
import org.pyflinkimage.resolve.index.PythonIndexes;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.PercentCoding;

/** What pip in a container is told: the indexes, and how they are reached, of the user's uv or pip. */
record ContainerPip(PipConfiguration pip, PythonIndexes indexes) {

    /**
     * The text of a {@code pip.conf}; empty where pip needs none.
     *
     * @param authorities whether there is a bundle of certificate authorities beside it
     */
    Optional<String> configuration(Reach reach, boolean authorities) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        options.put("index-url", addresses(indexes.main().stream(), reach));
        options.put("extra-index-url", addresses(indexes.extra().stream(), reach));
        options.put("trusted-host", pip.words("trusted-host"));
        options.put("proxy", pip.words("proxy"));
        options.put("retries", pip.words("retries"));
        List<String> timeout = pip.words("timeout");
        options.put("timeout", timeout.isEmpty() ? pip.words("default-timeout") : timeout);
        options.put("cert", authorities ? List.of(ContainerAccess.path(ContainerAccess.AUTHORITIES)) : List.of());
        StringBuilder text = new StringBuilder();
        options.forEach((name, words) -> {
            if (!words.isEmpty()) {
                text.append(name)
                        .append(" = ")
                        .append(String.join("\n    ", words))
                        .append('\n');
            }
        });
        return text.isEmpty() ? Optional.empty() : Optional.of("[global]\n" + text);
    }

    /** The indexes on the web, with their logins; a folder of this machine is none in a container. */
    private static List<String> addresses(Stream<URI> indexes, Reach reach) {
        return indexes.filter(index -> String.valueOf(index.getScheme()).startsWith("http"))
                .map(index ->
                        reach.login(index).map(login -> withLogin(index, login)).orElse(index.toString()))
                .distinct()
                .toList();
    }

    private static String withLogin(URI index, Login login) {
        String pair = PercentCoding.encode(login.user()) + ":" + PercentCoding.encode(login.password()) + "@";
        String bare = Addresses.withoutLogin(index).toString();
        int host = bare.indexOf("://") + 3;
        return bare.substring(0, host) + pair + bare.substring(host);
    }
}
