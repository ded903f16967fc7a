namespace Valhalla.Governance.Testing;

/// <summary>Waits for what a background task is about to do, and gives it the processor meanwhile.</summary>
public static class Eventually
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Completes when the condition holds. It is looked at again and again, ever more slowly, and may move a clock: a
    /// clock moved without a pause would run past every time limit of a task that is still waiting for a processor.
    /// </summary>
    /// <exception cref="TimeoutException">It does not come true.</exception>
    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        var pause = FirstPause;
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(startedAt) > GiveUpAfter)
            {
                throw new TimeoutException($"It never came true that {what}.");
            }

            await Task.Delay(pause, TimeProvider.System);
            pause = pause < LongestPause ? pause * 1.25 : LongestPause;
        }
    }
}
