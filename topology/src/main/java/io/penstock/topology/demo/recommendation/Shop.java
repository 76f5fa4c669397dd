package io.penstock.topology.demo.recommendation;

import io.penstock.schema.recommendation.Item;
import io.penstock.schema.recommendation.UserProfile;
import io.penstock.topology.model.Model;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The shop that the model's {@code train.py} simulates, read from the files that it wrote. A user who is shown an item
 * clicks on it with {@code sigmoid(8 * (user . item) + quality(item) - 6)}: the best items are known for every user.
 * Immutable.
 */
public final class Shop {
    private static final double SHARPNESS = 8;
    private static final double THRESHOLD = 6;
    private static final int ITEM_VECTOR = 4;
    private static final int USER_VECTOR = 2;

    private final List<Item> items;
    private final List<UserProfile> users;
    private final double[][] clicks;
    private final double[][] next;
    private final Map<String, Integer> itemNumbers = new HashMap<>();
    private final Map<String, Integer> userNumbers = new HashMap<>();

    private Shop(List<String[]> itemRows, List<String[]> userRows) {
        items = itemRows.stream()
                .map(row -> new Item(row[0], row[0].replace('-', ' '), row[1]))
                .toList();
        users = userRows.stream()
                .map(row -> new UserProfile(row[0], row[1].isEmpty() ? List.of() : List.of(row[1])))
                .toList();
        items.forEach(item -> itemNumbers.put(item.getId(), itemNumbers.size()));
        users.forEach(user -> userNumbers.put(user.getId(), userNumbers.size()));
        clicks = userRows.stream()
                .map(user ->
                        itemRows.stream().mapToDouble(item -> click(user, item)).toArray())
                .toArray(double[][]::new);
        double[] exposures =
                itemRows.stream().mapToDouble(row -> Double.parseDouble(row[3])).toArray();
        next = Arrays.stream(clicks).map(ofUser -> shares(exposures, ofUser)).toArray(double[][]::new);
    }

    /** Items are met in proportion to their exposure, and an event comes of it as likely as a click. */
    private static double[] shares(double[] exposures, double[] clicks) {
        double[] products = new double[clicks.length];
        Arrays.setAll(products, item -> exposures[item] * clicks[item]);
        double sum = Arrays.stream(products).sum();
        return Arrays.stream(products).map(product -> product / sum).toArray();
    }

    /** The shop that this model was trained on. */
    public static Shop of(Model model) {
        Path folder = model.folder().resolve("simulator");
        return new Shop(Csv.rows(folder.resolve("items.csv")), Csv.rows(folder.resolve("users.csv")));
    }

    private static double click(String[] user, String[] item) {
        double[] ofUser = Csv.numbers(user, USER_VECTOR);
        double[] ofItem = Csv.numbers(item, ITEM_VECTOR);
        double product = 0;
        for (int at = 0; at < ofUser.length; at++) {
            product += ofUser[at] * ofItem[at];
        }
        return 1 / (1 + Math.exp(THRESHOLD - SHARPNESS * product - Double.parseDouble(item[2])));
    }

    /** The catalogue. */
    public List<Item> items() {
        return items;
    }

    /** The users, with what they told about themselves. */
    public List<UserProfile> users() {
        return users;
    }

    /** The probability that this user clicks on this item when it is shown. */
    public double click(String user, String item) {
        return clicks[number(userNumbers, user)][number(itemNumbers, item)];
    }

    private static int number(Map<String, Integer> numbers, String id) {
        return Objects.requireNonNull(numbers.get(id), () -> "not in the simulated shop: " + id);
    }

    /** The probability that this user's next event is about this item. */
    public double next(String user, String item) {
        return next[number(userNumbers, user)][number(itemNumbers, item)];
    }
}
