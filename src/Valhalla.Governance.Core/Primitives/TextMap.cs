using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Valhalla.Governance;

/// <summary>A dictionary that can be read where it is printed; see <see cref="TextList"/>.</summary>
internal static class TextMap
{
    /// <summary>The same entries.</summary>
    [return: NotNullIfNotNull(nameof(entries))]
    public static IReadOnlyDictionary<TKey, TValue>? Of<TKey, TValue>(IReadOnlyDictionary<TKey, TValue>? entries)
        where TKey : notnull => entries is null or Map<TKey, TValue> ? entries : new Map<TKey, TValue>(entries);

    private static string TextOf(object? value) => value switch
    {
        string text => text,
        IDictionary map => $"{{{string.Join(", ", Entries(map))}}}",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(TextOf))}]",
        _ => value?.ToString() ?? "null",
    };

    private static IEnumerable<string> Entries(IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
        {
            yield return $"{entry.Key}: {TextOf(entry.Value)}";
        }
    }

    private sealed class Map<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> entries)
        : IReadOnlyDictionary<TKey, TValue>
        where TKey : notnull
    {
        public IEnumerable<TKey> Keys => entries.Keys;

        public IEnumerable<TValue> Values => entries.Values;

        public int Count => entries.Count;

        private IReadOnlyDictionary<TKey, TValue> Entries => entries;

        public TValue this[TKey key] => entries[key];

        public bool ContainsKey(TKey key) => entries.ContainsKey(key);

        public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) =>
            entries.TryGetValue(key, out value);

        public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => entries.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        // Records compare them by reference, as before.
        public override bool Equals(object? obj) =>
            obj is Map<TKey, TValue> other && ReferenceEquals(entries, other.Entries);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(entries);

        public override string ToString() =>
            $"{{{string.Join(", ", entries.Select(static entry => $"{entry.Key}: {TextOf(entry.Value)}"))}}}";
    }
}
