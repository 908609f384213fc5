package org.pyflinkimage.mojo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.settings.Settings;
import org.jspecify.annotations.Nullable;

/** The proxy of settings.xml. */
final class SettingsProxies extends ProxySelector {

    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

    private final List<Proxy> proxy;
    private final Pattern direct;

    private SettingsProxies(org.apache.maven.settings.Proxy proxy) {
        this.proxy = List.of(
                new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort())));
        this.direct = hostPattern(proxy.getNonProxyHosts());
    }

    /** The active proxy of the settings, else whatever the JVM was told. */
    static ProxySelector of(Settings settings) {
        org.apache.maven.settings.Proxy active = settings.getActiveProxy();
        if (active != null) {
            return new SettingsProxies(active);
        }
        ProxySelector inherited = ProxySelector.getDefault();
        return inherited == null ? ProxySelector.of(null) : inherited;
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        return direct.matcher(host).matches() ? DIRECT : proxy;
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // There is no other proxy to turn to; the request fails and is reported there.
    }

    /** Host names with {@code *}, separated by bars; commas are common too. */
    private static Pattern hostPattern(@Nullable String hosts) {
        String alternatives = Arrays.stream(hosts == null ? new String[0] : hosts.split("[|,\\s]+", -1))
                .filter(host -> !host.isEmpty())
                .map(host -> Pattern.quote(host.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q"))
                .collect(Collectors.joining("|"));
        return Pattern.compile(alternatives);
    }
}
