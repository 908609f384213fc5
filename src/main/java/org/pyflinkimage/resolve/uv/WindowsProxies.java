package org.pyflinkimage.resolve.uv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pyflinkimage.system.Environment;

/**
 * Proxies with a login where small letters do not keep a variable from being named ({@link UvEnvironment}): on Windows uv is told of them
 * by its file of settings.
 *
 * @param settings what the file says
 * @param variables what stands in the place of those that have the logins
 */
record WindowsProxies(Map<String, JsonNode> settings, Map<String, String> variables) {

    WindowsProxies {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        variables = Map.copyOf(variables);
    }

    static WindowsProxies none() {
        return new WindowsProxies(Map.of(), Map.of());
    }

    /** None on another machine, and where no proxy has a login. */
    static WindowsProxies of(Environment environment) {
        boolean hasLogin = Stream.of("http_proxy", "https_proxy", "all_proxy")
                .flatMap(name -> environment.variable(name).stream())
                .anyMatch(proxy -> proxy.contains("@"));
        if (!environment.isOfWindows() || !hasLogin) {
            return none();
        }
        Map<String, JsonNode> settings = new TreeMap<>();
        for (String scheme : List.of("http", "https")) {
            environment
                    .variable(scheme + "_proxy", "all_proxy")
                    .ifPresent(proxy -> settings.put(scheme + "-proxy", TextNode.valueOf(proxy)));
        }
        return new WindowsProxies(settings, Map.of("http_proxy", "", "https_proxy", "", "all_proxy", ""));
    }
}
