using System.Collections;

namespace Valhalla.Governance;

/// <summary>A list that can be read where it is printed: a record's text shows its members by their own text.</summary>
internal static class TextList
{
    /// <summary>The same items; nothing is allocated for none.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> items) =>
        items is List<T> ? items : items.Count == 0 ? List<T>.Empty : new List<T>(items);

    private sealed class List<T>(IReadOnlyList<T> items) : IReadOnlyList<T>
    {
        public static readonly List<T> Empty = new([]);

        public int Count => items.Count;

        public T this[int index] => items[index];

        public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => $"[{string.Join(", ", items)}]";
    }
}
