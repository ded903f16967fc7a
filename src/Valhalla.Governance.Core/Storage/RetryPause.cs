using System.Numerics;

namespace Valhalla.Governance.Storage;

/// <summary>How a loop behaves while what it needs is down: it tries, and says so, ever more seldom.</summary>
/// <param name="first">The pause after the first failure; it doubles with each that follows.</param>
internal sealed class RetryPause(TimeSpan first)
{
    /// <summary>Above this the way back would take longer than the 5 s in which everything has to recover.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>How many attempts in a row have failed.</summary>
    public int Failures { get; private set; }

    /// <summary>Whether this failure is to be told: the first, the second, the fourth and so on.</summary>
    public bool IsToldNow => BitOperations.IsPow2(Failures);

    /// <summary>How long to wait before the next attempt; zero when the last one succeeded.</summary>
    public TimeSpan Pause
    {
        get
        {
            if (Failures == 0)
            {
                return TimeSpan.Zero;
            }

            var pause = first * Math.Pow(2, Math.Min(Failures - 1, 10));
            return pause < Longest ? pause : Longest;
        }
    }

    /// <summary>How long to wait in a loop that waits for an interval even when all is well.</summary>
    public TimeSpan AtLeast(TimeSpan interval) => Pause > interval ? Pause : interval;

    /// <summary>What the log shows of a failure beside its text: the stack of the first in a row only.</summary>
    public Exception? Shown(Exception exception) => Failures == 1 ? exception : null;

    public void Failed() => Failures = Failures == int.MaxValue ? 1 : Failures + 1;

    public void Succeeded() => Failures = 0;
}
