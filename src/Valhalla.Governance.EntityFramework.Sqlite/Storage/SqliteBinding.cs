namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>The value a parameter was last bound to.</summary>
internal struct SqliteBinding
{
    private SqliteBindingKind _kind;
    private long _number;
    private string? _text;

    /// <summary>Remembers a value.</summary>
    /// <returns>Whether it is another one, which has to be bound.</returns>
    public bool Replace(SqliteBindingKind kind, long number = 0, string? text = null)
    {
        if (_kind == kind && _number == number && string.Equals(_text, text, StringComparison.Ordinal))
        {
            return false;
        }

        _kind = kind;
        _number = number;
        _text = text;
        return true;
    }

    /// <summary>The parameter holds something else, or nobody knows what.</summary>
    public void Forget()
    {
        _kind = SqliteBindingKind.Unknown;
        _text = null;
    }
}
