package org.pyflinkimage.fetch;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.Problem;

/**
 * The proxies that hosts are reached through.
 *
 * @param rules of several that cover an address the first counts
 * @param unfit what an environment names, and Java's clients cannot go through
 */
public record Proxies(List<ProxyRule> rules, List<Unfit> unfit) {

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*", Pattern.DOTALL);

    /** A word, which may have a sign that Java has in no host, or an address of numbers. */
    private static final Pattern PLACE = Pattern.compile("(?:[\\w.-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{0,5})?");

    public Proxies {
        rules = List.copyOf(rules);
        unfit = List.copyOf(unfit);
    }

    /**
     * A proxy that is no rule.
     *
     * @param scheme of the addresses that it is for
     * @param problem what is to be said of it
     */
    public record Unfit(String scheme, Problem problem, List<String> exceptions) {

        /**
         * Whether what a host is asked for would go through it.
         *
         * @param host with its port, where it has one of its own
         */
        public boolean coversHost(String host) {
            return covers(URI.create(scheme + "://" + host + "/"));
        }

        private boolean covers(URI address) {
            return ProxyRule.covers(scheme, exceptions, address);
        }
    }

    /**
     * Those that somebody has set; where there are none, those that the environment names by {@code HTTPS_PROXY}, {@code HTTP_PROXY},
     * {@code ALL_PROXY} and {@code NO_PROXY}.
     */
    public static Proxies of(List<ProxyRule> set, Environment environment) {
        return set.isEmpty() ? ofEnvironment(environment) : new Proxies(set, List.of());
    }

    static Proxies ofEnvironment(Environment environment) {
        List<String> exceptions = environment
                .variable("NO_PROXY", "no_proxy")
                .map(text -> List.of(text.strip().split("[,\\s]+")))
                .orElse(List.of());
        List<Named> named = Stream.of("https", "http")
                .flatMap(scheme -> Named.first(scheme, environment, exceptions).stream())
                .toList();
        return new Proxies(
                named.stream().flatMap(one -> one.rule().stream()).toList(),
                named.stream()
                        .filter(one -> one.rule().isEmpty())
                        .map(Named::unfit)
                        .toList());
    }

    /** @throws org.pyflinkimage.value.PyFlinkException {@code PYF-556} where an address would have to be reached through an unfit one */
    void require(URI address) {
        unfit.stream().filter(one -> one.covers(address)).findFirst().ifPresent(one -> {
            throw one.problem().toException();
        });
    }

    /** What a variable says. */
    private record Named(String scheme, String variable, String text, List<String> exceptions) {

        private static Optional<Named> first(String scheme, Environment environment, List<String> exceptions) {
            String own = scheme + "_proxy";
            return Stream.of(own.toUpperCase(Locale.ROOT), own, "ALL_PROXY", "all_proxy")
                    .flatMap(variable -> environment.variable(variable).stream()
                            .map(text -> new Named(scheme, variable, text, exceptions)))
                    .findFirst();
        }

        private Optional<ProxyRule> rule() {
            return place().map(address -> new ProxyRule(
                    scheme,
                    Addresses.host(address),
                    Addresses.port(address).orElse(80),
                    Login.ofAddress(address),
                    exceptions));
        }

        /** Its value may have a login, and is not told. */
        private Unfit unfit() {
            Problem named = Problem.environment(
                    "PYF-556", "`%s` names a proxy that Java cannot go through".formatted(variable));
            String kind = kind();
            Problem told = switch (kind) {
                case "http" ->
                    named.why("its value is no address of one; signs of a password are written by their"
                            + " numbers, as `%23` for `#`");
                case "https" ->
                    named.why("it is to be spoken to by TLS (`https:`), and Java does that in plain HTTP"
                            + " alone: whoever listens in between would read its login");
                default ->
                    named.why("it is one of `%s:`, and Java speaks to proxies in plain HTTP alone".formatted(kind));
            };
            return new Unfit(
                    scheme,
                    told.remedy("name one that is spoken to in plain HTTP, where there is one: `%s=http://HOST:PORT`"
                                    .formatted(variable))
                            .remedy("or one in `<proxies>` of Maven's settings.xml, which come before variables")
                            .remedy("or hosts that are reached without it: `NO_PROXY`"),
                    exceptions);
        }

        private String kind() {
            Matcher whole = SCHEME.matcher(text);
            return whole.matches() ? whole.group(1).toLowerCase(Locale.ROOT) : "http";
        }

        private Optional<URI> place() {
            try {
                URI address = URI.create(text.contains("://") ? text : "http://" + text);
                String authority = String.valueOf(address.getRawAuthority());
                String place = authority.substring(authority.lastIndexOf('@') + 1);
                return Optional.of(address)
                        .filter(one ->
                                kind().equals("http") && PLACE.matcher(place).matches())
                        .filter(one -> Addresses.port(one).orElse(0) <= Addresses.LAST_PORT);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
