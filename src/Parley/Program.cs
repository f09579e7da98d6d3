using Parley.Cli;

return await CommandLine.Run(args);
