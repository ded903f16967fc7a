namespace Valhalla.Governance.AspNetCore.Tests.Execution;

/// <summary>Counts what was really executed.</summary>
public sealed class Executions
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public string Execute()
    {
        Interlocked.Increment(ref _count);
        return "done";
    }
}
