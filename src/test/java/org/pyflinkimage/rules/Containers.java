package org.pyflinkimage.rules;

import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.facts.Base;
import org.pyflinkimage.rules.Subject.Container;
import org.pyflinkimage.spec.ContainerUser;

/** Containers of which one thing is known. */
final class Containers {

    private Containers() {}

    static Container environment(Map<String, String> environment) {
        return new Container(environment, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Container user(String user) {
        return new Container(Map.of(), ContainerUser.parse(user), Optional.empty(), Optional.empty());
    }

    static Container base(Base base) {
        return new Container(Map.of(), Optional.empty(), Optional.empty(), Optional.of(base));
    }
}
