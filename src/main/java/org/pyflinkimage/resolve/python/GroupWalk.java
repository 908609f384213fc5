package org.pyflinkimage.resolve.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A walk along what groups include: one may include the next, thousands of times, and each is entered once. */
final class GroupWalk {

    private final Function<String, Collection<String>> included;
    private final Set<String> met = new LinkedHashSet<>();
    private final List<String> left = new ArrayList<>();
    private final Deque<String> way = new ArrayDeque<>();
    private final Set<String> onTheWay = new HashSet<>();
    private final Deque<Iterator<String>> open = new ArrayDeque<>();
    private final List<String> circle = new ArrayList<>();

    /** @param included the groups that one includes itself */
    GroupWalk(Collection<String> starts, Function<String, Collection<String>> included) {
        this.included = included;
        for (String start : starts) {
            enter(start);
            goOn();
        }
    }

    /** Those where it starts, and all that they include. */
    Set<String> met() {
        return met;
    }

    /** The same, each behind those that it includes, but for circles. */
    List<String> left() {
        return left;
    }

    /** The names of groups of which each includes the next, the last one that of the first; empty where there is none such. */
    List<String> circle() {
        return circle;
    }

    private void goOn() {
        while (!open.isEmpty()) {
            Iterator<String> next = open.element();
            if (next.hasNext()) {
                enter(next.next());
            } else {
                open.remove();
                String name = way.removeLast();
                onTheWay.remove(name);
                left.add(name);
            }
        }
    }

    private void enter(String name) {
        if (met.add(name)) {
            way.addLast(name);
            onTheWay.add(name);
            open.addFirst(included.apply(name).iterator());
        } else if (onTheWay.contains(name) && circle.isEmpty()) {
            List<String> names = new ArrayList<>(way);
            circle.addAll(names.subList(names.indexOf(name), names.size()));
            circle.add(name);
        }
    }
}
