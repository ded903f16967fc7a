namespace Valhalla.Governance.Testing;

/// <summary>Waits for what a background task is about to do, without a delay of its own.</summary>
public static class Eventually
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(30);

    /// <summary>Completes when the condition holds. It is looked at again and again, and may move a clock.</summary>
    /// <exception cref="TimeoutException">It does not come true.</exception>
    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(startedAt) > GiveUpAfter)
            {
                throw new TimeoutException($"It never came true that {what}.");
            }

            await Task.Yield();
        }
    }
}
