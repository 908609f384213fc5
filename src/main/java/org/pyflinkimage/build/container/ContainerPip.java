package org.pyflinkimage.build.container;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** What changes pip's choice, or where it goes, and nobody here asks for. */
    private static final List<String> NEVER = List.of(
            "constraint",
            "requirement",
            "no-binary",
            "only-binary",
            "prefer-binary",
            "pre",
            "no-build-isolation",
            "config-settings",
            "target",
            "prefix",
            "root",
            "user",
            "client-cert");

    /**
     * The text of a {@code pip.conf}. What it leaves out is named with no value, as pip would else take that from a file of the base's.
     *
     * @param authorities whether there is a bundle of certificate authorities beside it
     */
    String configuration(Reach reach, boolean authorities) {
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
        StringBuilder text = new StringBuilder("[global]\n");
        List<String> none = new ArrayList<>(NEVER);
        options.forEach((name, words) -> {
            if (words.isEmpty()) {
                none.add(name);
            } else {
                text.append(name)
                        .append(" = ")
                        .append(String.join("\n    ", words))
                        .append('\n');
            }
        });
        none.forEach(name -> text.append(name).append(" =\n"));
        return text.toString();
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
