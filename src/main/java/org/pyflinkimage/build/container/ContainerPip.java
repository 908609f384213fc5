package org.pyflinkimage.build.container;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.build.container.ContainerAccess.Reach;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.resolve.index.AskedPlaces;
import org.pyflinkimage.resolve.index.PipConfiguration;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.PercentCoding;

/**
 * What pip in a container is told: where to look, as uv did, and how that is reached by the user's uv or pip. It looks for what a build
 * needs as well, so that it has to know of each index that is not to be asked.
 */
record ContainerPip(PipConfiguration pip, AskedPlaces places) {

    /**
     * The text of a {@code pip.conf}; empty where pip needs none.
     *
     * @param authorities whether there is a bundle of certificate authorities beside it
     */
    Optional<String> configuration(Reach reach, boolean authorities) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        List<String> indexes = addresses(places.indexes(), reach);
        // Without an `index-url` pip asks the public one.
        int usual = places.usual() ? 0 : Math.min(1, indexes.size());
        options.put("no-index", places.usual() || !indexes.isEmpty() ? List.of() : List.of("true"));
        options.put("index-url", indexes.subList(0, usual));
        options.put("extra-index-url", indexes.subList(usual, indexes.size()));
        options.put("find-links", addresses(places.links(), reach));
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

    /** Those on the web, with their logins; a folder of this machine is none in a container. */
    private static List<String> addresses(List<URI> all, Reach reach) {
        return all.stream()
                .filter(place -> String.valueOf(place.getScheme()).startsWith("http"))
                .map(place ->
                        reach.login(place).map(login -> withLogin(place, login)).orElse(place.toString()))
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
