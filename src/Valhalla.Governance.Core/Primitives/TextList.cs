using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Valhalla.Governance;

/// <summary>A list that can be read where it is printed: a record's text shows its members by their own text.</summary>
internal static class TextList
{
    /// <summary>The same items; nothing is allocated for none.</summary>
    [return: NotNullIfNotNull(nameof(items))]
    public static IReadOnlyList<T>? Of<T>(IReadOnlyList<T>? items) =>
        items is null or List<T> ? items
        : items.Count == 0 ? List<T>.None
        : new List<T>(items as IList<T> ?? [.. items]);

    private sealed class List<T>(IList<T> items) : ReadOnlyCollection<T>(items)
    {
        public static readonly List<T> None = new([]);

        // Records compare lists by reference: two that hold the same list are still equal.
        public override bool Equals(object? obj) => obj is List<T> other && ReferenceEquals(Items, other.Items);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(Items);

        public override string ToString() => $"[{string.Join(", ", Items)}]";
    }
}
