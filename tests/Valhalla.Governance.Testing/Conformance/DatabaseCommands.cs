namespace Valhalla.Governance.Testing.Conformance;

/// <summary>The commands that Entity Framework runs for a piece of work.</summary>
internal sealed class DatabaseCommands
{
    /// <summary>What the log has to hear of.</summary>
    public const string Category = "Microsoft.EntityFrameworkCore.Database.Command";

    private readonly AsyncLocal<bool> _isMine = new();

    public DatabaseCommands() => Log = new RecordedLog(line => _isMine.Value
        && line.Category == Category
        && line.Id.Name?.EndsWith("CommandExecuted", StringComparison.Ordinal) == true);

    /// <summary>For the host.</summary>
    public RecordedLog Log { get; }

    /// <summary>What was logged of the commands of some work; nothing where it uses no database.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(Func<Task> work)
    {
        _isMine.Value = true;
        await work();
        return Log.Texts;
    }
}
