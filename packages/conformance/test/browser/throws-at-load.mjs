throw new Error('bad file');
