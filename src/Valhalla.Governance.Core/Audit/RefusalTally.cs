namespace Valhalla.Governance.Audit;

/// <summary>The refusals of one kind and caller that are known here. Not thread-safe: its owner locks.</summary>
internal sealed class RefusalTally(RefusalKind kind, ChangeAuthor author, DateTimeOffset now)
{
    private const int MaxNames = 5;

    private readonly List<string> _names = [];
    private DateTimeOffset _firstAt = now;
    private DateTimeOffset _lastAt = now;
    private DateTimeOffset? _writtenAt;

    /// <summary>How many no record tells of yet.</summary>
    public long Waiting { get; private set; }

    public void Add(string name, DateTimeOffset at)
    {
        if (Waiting++ == 0)
        {
            _firstAt = at;
            _names.Clear();
        }

        _lastAt = at;
        if (_names.Count < MaxNames && !_names.Contains(name, StringComparer.Ordinal))
        {
            _names.Add(name);
        }
    }

    /// <summary>Whether a record is due: the first at once, what follows by the minute.</summary>
    public bool IsDue(DateTimeOffset at, TimeSpan window) =>
        Waiting > 0 && (_writtenAt is not { } written || Outside(written, at, window));

    /// <summary>Whether nothing has come for a while, and nothing waits.</summary>
    public bool IsIdle(DateTimeOffset at, TimeSpan window) => Waiting == 0 && Outside(_lastAt, at, window);

    public (AuditEntry Entry, long Count) ToEntry()
    {
        var reason = Waiting == 1
            ? $"refused at {_firstAt.UtcDateTime:u}: {string.Join(", ", _names)}"
            : $"refused {Waiting} times from {_firstAt.UtcDateTime:u} to {_lastAt.UtcDateTime:u}, among them: "
                + string.Join(", ", _names);
        return (
            new AuditEntry("access." + WireNames.Of(kind), "", author, reason, FromJson: null, ToJson: null), Waiting);
    }

    public void Written(long count, DateTimeOffset at)
    {
        Waiting -= count;
        _writtenAt = at;
        _firstAt = _lastAt;
    }

    // A clock that was set back ends the window too, or it would never end.
    private static bool Outside(DateTimeOffset since, DateTimeOffset at, TimeSpan window) =>
        at - since >= window || at < since;
}
