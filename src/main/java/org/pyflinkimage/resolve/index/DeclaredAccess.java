package org.pyflinkimage.resolve.index;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.pyflinkimage.spec.DeclaredIndexes;
import org.pyflinkimage.spec.DeclaredIndexes.DeclaredIndex;
import org.pyflinkimage.system.ClearText;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.system.ServerLogins;
import org.pyflinkimage.value.FolderAddress;
import org.pyflinkimage.value.Masking;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * How declared indexes are told to whatever reads what uv is told: by uv's own variables, as a user could set them. Logins stand in
 * variables of their own, so that no address has one. uv itself gets all of it in a file ({@link IndexVariables}).
 */
public final class DeclaredAccess {

    private static final String DEFAULT = "UV_DEFAULT_INDEX";
    private static final String EXTRA = "UV_INDEX";

    /** A default index by the name that older versions of uv have for it. */
    private static final String OLD_DEFAULT = "UV_INDEX_URL";

    /** Nobody calls an index of his own so, by whose name a project may take packages from it. */
    private static final String NAME = "pyflink-declared-";

    private static final String LOGINS = IndexAddress.variableOf(NAME);

    private final ServerLogins servers;

    /** Programs put variables into addresses that others write, who must not be able to name those that have the logins. */
    private final String unguessable = NAME + UUID.randomUUID() + "-";

    private final Map<String, String> variables = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private DeclaredAccess(ServerLogins servers) {
        this.servers = servers;
    }

    /**
     * The environment with declared indexes, which come before those that it has already; a default one comes in the place of its.
     *
     * @param mayLackLogins whether one that is not there is no problem: nothing is asked from here that wants it
     * @throws PyFlinkException with the problems of all logins
     */
    public static Environment told(
            Environment environment, DeclaredIndexes declared, ServerLogins servers, boolean mayLackLogins) {
        DeclaredAccess access = new DeclaredAccess(servers);
        declared.strategy().ifPresent(strategy -> access.variables.put("UV_INDEX_STRATEGY", strategy.toString()));
        if (declared.all().isEmpty()) {
            return environment.with(access.variables);
        }
        // With an index of its own uv would hear no more of what only pip is told.
        Environment known =
                environment.withDefaults(PythonIndexes.read(environment).variables());
        List<String> extra = new ArrayList<>();
        int number = 0;
        for (DeclaredIndex index : declared.all()) {
            String name = access.unguessable + ++number;
            access.login(index, name);
            String word = name + "=" + Masking.withoutLogin(index.address());
            if (index.isDefault()) {
                access.variables.put(DEFAULT, word);
                access.variables.put(OLD_DEFAULT, "");
            } else {
                extra.add(word);
            }
        }
        if (!mayLackLogins) {
            PyFlinkException.throwIfAny(access.problems);
        }
        if (!extra.isEmpty()) {
            access.variables.put(EXTRA, String.join(" ", joined(extra, known)));
        }
        return known.with(access.variables);
    }

    /** The environment without the logins of declared indexes: for programs and texts that may name any variable. */
    public static Environment withoutLogins(Environment told) {
        Map<String, String> kept = new HashMap<>(told.variables());
        kept.keySet().removeIf(DeclaredAccess::isOfLogin);
        return new Environment(kept, told.home());
    }

    /** Whether a variable of that name is kept from those programs and texts, whatever it has in it. */
    public static boolean isOfLogin(String name) {
        return name.toUpperCase(Locale.ROOT).startsWith(LOGINS);
    }

    private static List<String> joined(List<String> extra, Environment known) {
        return Stream.concat(extra.stream(), known.variable(EXTRA).stream()).toList();
    }

    private void login(DeclaredIndex index, String name) {
        Optional<Login> found = loginOf(index.address(), index.server());
        if (found.isPresent() && ClearText.isReadByOthers(index.address())) {
            problems.add(inClearText(index));
        }
        found.ifPresent(login -> {
            String variable = IndexAddress.variableOf(name);
            variables.put(variable + "_USERNAME", login.user());
            variables.put(variable + "_PASSWORD", login.password());
        });
    }

    private static Problem inClearText(DeclaredIndex index) {
        String address = FolderAddress.printable(index.address().toString());
        return Problem.environment(
                        "PYF-048", "the login of `%s` in `<indexes>` would go over plain HTTP".formatted(address))
                .why("a password would travel readable by everybody")
                .remedy("HTTPS for that index (-Dpyflink.indexes=%s%s)"
                        .formatted(
                                index.server().map(server -> server + "=").orElse(""),
                                address.replaceFirst("^[^:]*", "https")))
                .remedy("`-DsendCredentialsOverHttp` where the network in between is trusted");
    }

    private Optional<Login> loginOf(URI address, Optional<String> server) {
        try {
            return server.isPresent() ? Optional.of(servers.require(server.get())) : Login.ofAddress(address);
        } catch (PyFlinkException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }
}
